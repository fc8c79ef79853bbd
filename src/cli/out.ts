/** Places that a command shall write to: refused in a sentence, before anything runs for them. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../core/make-folder.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

/** A folder, made where it is missing. */
export function mustHold(option: string, folder: string): void {
  orRefuse(option, folder, () => {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  })
}

/** A file in a folder that is there. It is not made yet: whoever reads it would take an empty one for the result. */
export function mustHaveFolder(option: string, file: string): void {
  orRefuse(option, file, () => accessSync(dirname(file), constants.X_OK))
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw unwritable(option, file)
}

export function writeOut(option: string, file: string, text: string): void {
  orRefuse(option, file, () => writeFileSync(file, text))
}

function orRefuse(option: string, place: string, work: () => void): void {
  try {
    work()
  } catch {
    throw unwritable(option, place)
  }
}

const unwritable = (option: string, place: string) =>
  new Failure(t(`${option}에 쓸 수 없습니다: ${place}`, `${option} cannot be written: ${place}`), 2)
