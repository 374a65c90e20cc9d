/** A sort of the address, `created` or `-created`, as a list of one column; none for no sort. */
export function parseSort(sort: string | undefined): { id: string; desc: boolean }[] {
  if (!sort) return [];
  return sort.startsWith("-") ? [{ id: sort.slice(1), desc: true }] : [{ id: sort, desc: false }];
}

/** What a click on a column's head asks for: most recent or largest first, then the other way round. */
export function nextSort(column: string, sort: string | undefined): string {
  return sort === `-${column}` ? column : `-${column}`;
}
