/**
 * SQL of a migration that frees a column of texts from its CHECK, which SQLite takes away only together with the column. JSON that
 * `JSON.stringify` has just made need not be parsed again with every row.
 */
export function uncheckedColumn(table: string, column: string, kind: string): string {
  return `
      alter table ${table} add column ${column}_unchecked ${kind};
      update ${table} set ${column}_unchecked = ${column};
      alter table ${table} drop column ${column};
      alter table ${table} rename column ${column}_unchecked to ${column};`
}
