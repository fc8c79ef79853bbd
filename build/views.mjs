/** The files of views/ as one module: EJS templates as the functions that EJS makes of them, everything else as text. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'

export async function writeViews(root, folder) {
  const views = join(root, 'views')
  const files = readdirSync(views, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(views.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
  const templates = []
  const sources = []
  for (const file of files) {
    const text = readFileSync(join(views, file), 'utf8')
    if (file.endsWith('.ejs')) templates.push(`${JSON.stringify(file.slice(0, -4))}: ${compile(text, file)}`)
    else sources.push(`${JSON.stringify(file)}: ${JSON.stringify(text)}`)
  }
  writeFileSync(join(folder, 'views.cjs'), moduleOf(templates, sources))
}

/** EJS writes `with (locals)`, which only a script that is not strict may have. */
function compile(text, filename) {
  const template = new ejs.Template(text, { compileDebug: false, filename })
  template.compile()
  return `function (locals, escapeFn, include) {\n${template.source}}`
}

const moduleOf = (templates, sources) => `/* The templates of views/, compiled. */
const templates = {
${templates.join(',\n')}
}
const sources = {
${sources.join(',\n')}
}
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
const escape = (value) => (value == null ? '' : String(value).replace(/[&<>'"]/g, (char) => ESCAPES[char]))

/** Templates are included by their path in views/, or beside the one that includes. */
const pathOf = (from, to) => {
  const path = [...from.split('/').slice(0, -1), ...to.split('/')]
  const beside = path.reduce((way, part) => (part === '..' ? way.slice(0, -1) : part === '.' ? way : [...way, part]), [])
  return [beside.join('/'), to].find((name) => name in templates)
}
const template = (name) => {
  const draw = templates[name]
  if (!draw) throw new Error(\`there is no template \${name}\`)
  return (model) => draw({ __proto__: null, ...model }, escape, (to, more) => template(pathOf(name, to))({ ...model, ...more }))
}
exports.template = template
exports.escape = escape
exports.source = (file) => {
  if (!(file in sources)) throw new Error(\`there is no view \${file}\`)
  return sources[file]
}
`
