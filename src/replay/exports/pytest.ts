/** pytest: `python -m pytest`. */
import { type ExportKind, list, quoted, snake } from './kind.ts'

export const pytest: ExportKind = {
  file: (name) => `test_${snake(name)}.py`,
  text: ({ name, why, command, target }) => `# ${why}
import os
import shutil
import subprocess


def test_${snake(name)}():
    shop = os.environ.get("SHOP_URL", ${quoted(target)})
    replay = [shutil.which("npx"), ${list(command)}, "--target", shop]
    played = subprocess.run(replay, capture_output=True, encoding="utf-8")
    assert played.returncode == 0, played.stdout + played.stderr
`,
}
