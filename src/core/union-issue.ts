/** What is wrong with a value that fits none of several shapes: zod says so much, and which shape was meant is ours to find out. */
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** The issue within the one shape that was meant: its names are there. Else the names that no shape has, else the issue itself. */
export function meantIn(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const within = (inner: Issue): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })
  const [meant, ...others] = issue.errors.filter(
    (issues) => issues.some(({ path }) => path.length > 0) && !issues.some(isUnknownName),
  )
  if (meant && others.length === 0) return meantIn(within(meant.find(({ path }) => path.length > 0)!))
  const unknown = issue.errors.flatMap((issues) => issues.filter(isUnknownName))
  const keys = unknown[0]?.keys.filter((key) => unknown.every((one) => one.keys.includes(key))) ?? []
  return keys.length > 0 ? within({ ...unknown[0]!, keys }) : issue
}

const isUnknownName = (issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === 'unrecognized_keys' && issue.path.length === 0

/** The words that are taken as they are, and the types that are, by zod's names. */
export function takenBy({ errors }: z.core.$ZodIssueInvalidUnion): { words: string[]; types: string[] } {
  const all = errors.flat().filter(({ path }) => path.length === 0)
  return {
    words: [...new Set(all.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : [])))],
    types: [...new Set(all.flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : [])))],
  }
}
