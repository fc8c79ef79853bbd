/** RSpec: `rspec`. */
import { type ExportKind, list, quoted, snake } from './kind.ts'

/** Ruby fills in what stands after a hash sign. */
const literal = (text: string) => quoted(text).replaceAll('#', '\\#')

export const rspec: ExportKind = {
  file: (name) => `${snake(name)}_spec.rb`,
  text: ({ name, why, command, target }) => `# ${why}
require "open3"

RSpec.describe ${literal(name)} do
  it "holds" do
    shop = ENV.fetch("SHOP_URL", ${literal(target)})
    said, status = Open3.capture2e("npx", ${list(command, literal)}, "--target", shop)
    expect(status).to be_success, said
  end
end
`,
}
