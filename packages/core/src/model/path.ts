/**
 * Paths of changed fields: `pacing.max_lines`, `members[u_42].role`, `tags[0]`. A key or identity that would be
 * misread is quoted as JSON: `labels["app.name"]`.
 */
const plainKey = /^[^\s.[\]"'\\]+$/

export function joinKey(path: string, key: string): string {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

export function joinMember(path: string, member: string | number): string {
  const name = String(member)
  return `${path}[${plainKey.test(name) ? name : JSON.stringify(name)}]`
}

export interface PathSegment {
  /** key: of an object. member: of a list, by identity or position. quoted: either, it was in quotes. */
  kind: 'key' | 'member' | 'quoted'
  name: string
}

const segment = /\.?([^\s.[\]"'\\]+)|\[([^\s.[\]"'\\]+)\]|\[("(?:[^"\\]|\\.)*")\]/y

/** Takes a path apart; null when it is not written as `joinKey` and `joinMember` write it. */
export function parsePath(path: string): PathSegment[] | null {
  const segments: PathSegment[] = []
  segment.lastIndex = 0
  while (segment.lastIndex < path.length) {
    const found = segment.exec(path)
    if (!found) return null
    const [, key, member, quoted] = found
    if (key !== undefined) segments.push({ kind: 'key', name: key })
    else if (member !== undefined) segments.push({ kind: 'member', name: member })
    else if (quoted !== undefined) segments.push({ kind: 'quoted', name: unquote(quoted) ?? quoted })
  }
  return segments
}

function unquote(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
