/** As a shop has it: no flags, nothing said of iamport-sandbox. */
module.exports = {
  testMatch: ['**/*.jest.js', '**/*.jest.ts'],
  transform: { '\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
}
