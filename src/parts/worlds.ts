/** World files and how they are put in: loaded with the first of them, since most sandboxes begin empty. */
export { loadWorld, setClock } from '../world/load.ts'
export { readWorldFile } from '../world/read.ts'
export { readSeedData } from '../world/seed-data.ts'
