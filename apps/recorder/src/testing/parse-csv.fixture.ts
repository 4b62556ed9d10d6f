/**
 * CSV by RFC 4180, sign by sign and by nothing that wrote it: cells in quotes, quotes doubled, records ended by CRLF.
 *
 * @throws Error on whatever else it meets.
 */
export function parseCsv(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('no byte order mark')
  const records: string[][] = []
  let record: string[] = []
  let at = 1
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`a cell without quotes at ${at}`)
    let cell = ''
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error('the file ends within a cell')
      if (text[at] === '"' && text[at + 1] === '"') at += 1
      else if (text[at] === '"') break
      cell += text[at]
    }
    record.push(cell)
    at += 1
    if (text[at] === ',') at += 1
    else if (text.startsWith('\r\n', at)) {
      records.push(record)
      record = []
      at += 2
    } else throw new Error(`neither a comma nor an end at ${at}`)
  }
  if (record.length > 0) throw new Error('the last record has no end')
  return records
}

/** The records after the first, by the names of their columns. */
export function recordsOf(text: string): Record<string, string>[] {
  const [names = [], ...records] = parseCsv(text)
  return records.map((cells) => {
    if (cells.length !== names.length) throw new Error(`${cells.length} cells for ${names.length} columns`)
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}
