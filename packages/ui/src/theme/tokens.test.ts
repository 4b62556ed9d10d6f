import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Scheme = 'light' | 'dark'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours of one rule, in one scheme. */
function colours(rule: string, scheme: Scheme): Map<string, string> {
  const start = css.indexOf(`${rule} {`)
  const body = css.slice(start, css.indexOf('\n}', start))
  const pattern = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g
  return new Map(
    [...body.matchAll(pattern)].map(([, name = '', light = '', dark = '']) => [
      name,
      scheme === 'light' ? light : dark,
    ]),
  )
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const families = ['create', 'update', 'delete', 'revoke', 'assign', 'unassign', 'sync', 'export', 'neutral']
const tinted = [...families, 'destructive', 'warning', 'notice', 'added', 'removed']
const texts = ['foreground', 'muted-foreground', 'destructive', 'house']
const grounds = ['background', 'card', 'popover', 'muted', 'accent']

test.each(['light', 'dark'] as const)(
  'in the %s scheme text can be read and bars and field edges can be seen',
  (scheme) => {
    const base = colours(':root', scheme)
    const of = (name: string) => base.get(name) ?? ''
    const pairs: [string, string, number][] = [
      ...tinted.map((name): [string, string, number] => [name, `${name}-tint`, 4.5]),
      ...texts.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
      ...families.flatMap((name) =>
        ['background', 'muted'].map((ground): [string, string, number] => [`${name}-bar`, ground, 3]),
      ),
      ['input', 'background', 3],
      ['input', 'card', 3],
      ['primary-foreground', 'primary', 4.5],
      ['house-foreground', 'house', 4.5],
      ['house', 'house-tint', 4.5],
    ]
    const weak = pairs.filter(([front, back, least]) => !(contrast(of(front), of(back)) >= least))
    expect(weak).toEqual([])
  },
)

test.each(['partner', 'staff'])('the colour of the %s house can be read', (app) => {
  for (const scheme of ['light', 'dark'] as const) {
    const base = colours(':root', scheme)
    const house = colours(`[data-app="${app}"]`, scheme)
    const front = house.get('house') ?? ''
    const grounds = [house.get('house-tint'), base.get('background'), base.get('house-foreground')]
    expect(grounds.map((ground) => contrast(front, ground ?? '') >= 4.5)).toEqual([true, true, true])
  }
})
