import { isLoopback } from '@daybook/runtime/config'

/** A cookie that only our server reads. */
export type SessionCookie = {
  name: string
  /** The token the browser sent, or null: none, one that cannot be ours, or two that disagree. */
  read(request: Request): string | null
  /** A `Set-Cookie` value. */
  serialize(token: string, options: { maxAgeSeconds: number }): string
  /** A `Set-Cookie` value that removes the cookie. */
  clear(): string
}

const tokenPattern = /^[\w.~-]{1,512}$/

/** By what a browser is known again after signing out, for longer than any session. */
export function deviceCookie(app: 'portal' | 'partner' | 'staff', publicUrl: string): SessionCookie {
  return ownCookie(`daybook-${app}-device`, publicUrl)
}

/**
 * The cookie of an app's session. Browsers share cookies among the ports of a host, so each app has a name of its own; under
 * https the `__Host-` prefix makes the browser refuse one that a neighbouring host or a plain connection has set.
 */
export function sessionCookie(app: 'portal' | 'partner' | 'staff', publicUrl: string): SessionCookie {
  return ownCookie(`daybook-${app}`, publicUrl)
}

function ownCookie(plainName: string, publicUrl: string): SessionCookie {
  const isHttps = publicUrl.startsWith('https:')
  const name = isHttps ? `__Host-${plainName}` : plainName
  // Browsers count loopback as secure. On another plain-http address a Secure cookie would never come back.
  const secure = isHttps || isLoopback(publicUrl) ? '; Secure' : ''
  const attributes = `Path=/; HttpOnly${secure}; SameSite=Lax`

  return {
    name,
    read: (request) => readToken(request.headers.get('cookie'), name),
    serialize(token, { maxAgeSeconds }) {
      if (!tokenPattern.test(token)) throw new Error('a session token may hold letters, digits and . _ ~ - only')
      return `${name}=${token}; Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}; ${attributes}`
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}

function readToken(header: string | null, name: string): string | null {
  const values = new Set(
    (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${name}=`))
      .map((pair) => pair.slice(name.length + 1)),
  )
  // Two different values mean that someone else managed to set one; neither can be told to be the person's own.
  const [token] = values
  return values.size === 1 && token !== undefined && tokenPattern.test(token) ? token : null
}
