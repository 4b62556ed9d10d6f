const lengthMax = 2048
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in a path.
const unsafeCharacters = /[\u0000-\u0020\u007f\\]/

/**
 * A path of this app to go to after signing in, or `/` for anything else. Browsers drop tabs and line breaks from URLs,
 * read `\` as `/` and take `//host` for another site; proxies may decode a path once more before they do the same.
 */
export function safePath(value: unknown): string {
  if (typeof value !== 'string' || value.length > lengthMax) return '/'
  if (unsafeCharacters.test(value)) return '/'

  let path = value.replace(/[?#].*$/s, '')
  for (let round = 0; round < 3; round += 1) {
    if (!isOwnPath(path)) return '/'
    const decoded = decode(path)
    if (decoded === null) return '/'
    if (decoded === path) return value
    path = decoded
  }
  return '/'
}

function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || unsafeCharacters.test(path.replaceAll(' ', ''))) return false
  // Dot segments: `/..//host` becomes `//host`.
  return !new URL(path, 'http://own.invalid').pathname.startsWith('//')
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
