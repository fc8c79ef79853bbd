/**
 * Every client of test/capture, run whole: what Debian has of the missing ones is installed first, where this is Debian and
 * root. What is still missing is named. `-u` writes what was found into docs/capture.md.
 */
import { spawnSync } from 'node:child_process'

const PACKAGES = [
  'curl',
  'python3',
  'python3-requests',
  'python3-httpx',
  'python3-aiohttp',
  'ruby',
  'ruby-httparty',
  'php-cli',
  'php-curl',
  'golang-go',
  'default-jdk-headless',
]

const run = (program, ...args) => spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status
const isInstalled = (name) => {
  const found = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name])
  return String(found.stdout).endsWith(' installed')
}

const can_install = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
const missing = can_install ? PACKAGES.filter((name) => !isInstalled(name)) : []
if (missing.length > 0) {
  console.log(`apt-get install ${missing.join(' ')}`)
  run('apt-get', 'update', '-qq')
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing)
}
process.exitCode = run('npx', 'vitest', 'run', 'test/capture', ...process.argv.slice(2)) ?? 1
