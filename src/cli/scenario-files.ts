/** Scenario files as the commands take them: read and checked, or refused in one sentence. */
import { readFileSync } from 'node:fs'
import { YamlError } from '../core/yaml-file.ts'
import { restOperations } from '../replay/operations.ts'
import { readScript, type Script } from '../replay/replay.ts'
import { Failure } from './failure.ts'
import { t, told } from './lang.ts'

export async function readScripts(files: readonly string[]): Promise<Script[]> {
  const operations = await restOperations()
  try {
    return files.map((file) => readScript(file, operations, readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof YamlError) throw new Failure(told(error.said), 2)
    if (error instanceof Error && 'code' in error)
      throw new Failure(
        t(`파일을 읽을 수 없습니다: ${error.message}`, `A file cannot be read: ${error.message}`),
        2,
      )
    throw error
  }
}
