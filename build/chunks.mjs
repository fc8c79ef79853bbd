/**
 * Which modules are one file. Each file costs half a millisecond, so what is always loaded together is one: what nearly every command
 * needs, what a start needs besides, and what the first request needs besides.
 */

/** What nearly every command needs. */
const COMMAND =
  /src[\\/]cli[\\/](client|commands|failure|log|payments|print|print-payment|program|quick|read-number|running)\.ts$/
/** What a start loads, and then the first request. */
const START = /src[\\/]cli[\\/]serve\.ts$/
const REQUEST = /src[\\/](app|parts[\\/]rest-rows)\.ts$/
/** What it loads by `import()` are the commands. */
const COMMANDS = /src[\\/]cli[\\/]commands\.ts$/
/** What commands load, that have no sandbox of their own, and what `pay` knows of PGs. */
const BY_COMMANDER = /src[\\/]cli[\\/]by-commander\.ts$/
const CATALOG = /src[\\/]cli[\\/]known-words\.ts$/

/** A plugin that looks at the graph of modules, and the groups that come of it. */
export function chunks() {
  let light = new Set()
  let catalog = new Set()
  let start = new Set()
  let request = new Set()
  const plugin = {
    name: 'chunks',
    buildEnd() {
      const infos = [...this.getModuleIds()].map((id) => this.getModuleInfo(id))
      const named = (test) => infos.filter(({ id }) => test.test(id))
      const reached = (roots) => {
        const found = new Set(roots)
        for (const id of found) for (const next of this.getModuleInfo(id)?.importedIds ?? []) found.add(next)
        return found
      }
      const ids = (list) => list.map(({ id }) => id)
      // What a command shares with a start is a file of its own: the command would have to read all of the start.
      const commands = named(COMMANDS).flatMap(({ id, dynamicallyImportedIds }) => [
        id,
        ...dynamicallyImportedIds,
      ])
      light = reached([...commands, ...ids(named(BY_COMMANDER))])
      catalog = reached(ids(named(CATALOG)))
      start = reached(ids(named(START)))
      request = reached(ids(named(REQUEST)))
    },
  }
  const groups = [
    { name: 'command', test: COMMAND },
    { name: 'shared', test: (id) => light.has(id) && start.has(id) },
    { name: 'catalog', test: (id) => catalog.has(id) && start.has(id) && !light.has(id) },
    { name: 'serve', test: (id) => start.has(id) && !light.has(id) && !catalog.has(id) },
    { name: 'request', test: (id) => request.has(id) && !start.has(id) && !light.has(id) },
  ]
  return { plugin, groups }
}
