const lengthMax = 2048
/** A decoded path may hold a space; nothing in a path holds a control character (C0, DEL, C1) or `\`. */
const unsafeInPath = /[\p{Cc}\\]/u
const unsafeInText = /[\p{Cc}\s\\]/u

/**
 * A path of this app to go to after signing in, or `/` for anything else. Browsers drop tabs and line breaks from URLs,
 * read `\` as `/` and take `//host` for another site; proxies may decode a path once more before they do the same.
 */
export function safePath(value: unknown): string {
  if (typeof value !== 'string' || value.length > lengthMax || unsafeInText.test(value)) return '/'

  let path = value.replace(/[?#].*$/s, '')
  for (let round = 0; round < 4; round += 1) {
    if (!isOwnPath(path)) return '/'
    const decoded = decode(path)
    if (decoded === path) return value
    // A percent sign that stands for itself: wrong in what was sent, in order in what was decoded from it.
    if (decoded === null) return round === 0 ? '/' : value
    path = decoded
  }
  return '/'
}

function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || unsafeInPath.test(path)) return false
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
