/**
 * No inline code or style without the response's nonce, nothing from elsewhere, no frames. `style-src` covers `style`
 * attributes as well: they have to be set by a script or, better, be classes.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

const permissionsPolicy = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/** Sets what every answer carries. Strict transport security is a promise only an https address can keep. */
export function setSecurityHeaders(headers: Headers, { nonce, isHttps }: { nonce: string; isHttps: boolean }): void {
  headers.set('Content-Security-Policy', contentSecurityPolicy(nonce))
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Permissions-Policy', permissionsPolicy)
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  if (isHttps) headers.set('Strict-Transport-Security', 'max-age=31536000')
}

/**
 * Keeps an answer out of every cache: after signing out, neither the back button nor a shared cache may show it. What a
 * handler says against transforming the body stays, because streams would be held back by it.
 */
export function forbidCaching(headers: Headers): void {
  const noTransform = /\bno-transform\b/i.test(headers.get('cache-control') ?? '')
  headers.set('Cache-Control', noTransform ? 'no-store, no-transform' : 'no-store')
  addVary(headers, 'Cookie')
}

export function addVary(headers: Headers, name: string): void {
  const names = (headers.get('vary') ?? '').split(',').map((each) => each.trim().toLowerCase())
  if (!names.includes('*') && !names.includes(name.toLowerCase())) headers.append('Vary', name)
}
