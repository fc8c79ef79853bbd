/** Jest's own ES modules. */
module.exports = { testMatch: ['**/*.jest.mjs'], transform: {} }
