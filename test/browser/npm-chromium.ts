/** The Chromium inside the npm package @sparticuz/chromium (Linux x64): for machines without a browser of their own. */
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface NpmChromium {
  readonly executablePath: string
  /** Where its own libraries and fonts are. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Unpacks it once for this machine. The package unpacks into the temporary directory file by file, and takes a file
 * that is there for a whole one: so it gets a directory of its own, which is moved into place when all is there.
 */
export async function npmChromium(): Promise<NpmChromium> {
  const home = join(tmpdir(), `iamport-sandbox-chromium-${process.getuid?.() ?? 0}`)
  if (!existsSync(home)) await unpack(home)
  const env = {
    LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    FONTCONFIG_PATH: join(home, 'fonts'),
  }
  return { executablePath: join(home, 'chromium'), env }
}

/** The package's own file looks for fonts in /tmp/fonts. Without any font a text has no size, and counts as hidden. */
function fontsConf(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

/** What has to be set for the package, and what it sets itself. */
const TOUCHED = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']

async function unpack(home: string): Promise<void> {
  const before = Object.entries(process.env).filter(([name]) => TOUCHED.includes(name))
  const workshop = await mkdtemp(`${home}-`)
  process.env.TMPDIR = workshop
  // Without this the package leaves its libraries packed. It is read when the package is imported.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await writeFile(join(workshop, 'fonts', 'fonts.conf'), fontsConf(home))
    await rename(workshop, home)
  } catch (error) {
    await rm(workshop, { recursive: true, force: true })
    // Another test file was faster: what it unpacked is as good.
    if (!existsSync(home)) throw error
  } finally {
    for (const name of TOUCHED) delete process.env[name]
    Object.assign(process.env, Object.fromEntries(before))
  }
}
