/**
 * RFC 8785 text of a JSON value: no blanks, members sorted by the UTF-16 units of their names, texts and numbers as
 * ECMAScript writes them. A member that is undefined counts as absent.
 *
 * @throws TypeError on anything that is not JSON, on a lone surrogate and on a number that is not finite.
 */
export function canonicalise(value: unknown): string {
  if (typeof value === 'string') return textOf(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return arrayOf(value)
  if (typeof value === 'object') return objectOf(value)
  throw new TypeError('Only a JSON value has a canonical form.')
}

/** Nothing in it has to be written in another way: most texts are so, and this look is quick. */
const isPlain = /^[ !#-[\]-~]*$/
const loneSurrogate = /\p{Surrogate}/u

function textOf(text: string): string {
  if (isPlain.test(text)) return `"${text}"`
  if (loneSurrogate.test(text)) throw new TypeError('A lone surrogate has no canonical form.')
  return JSON.stringify(text)
}

function arrayOf(list: readonly unknown[]): string {
  return `[${list.map(canonicalise).join(',')}]`
}

function objectOf(object: object): string {
  let text = ''
  // Without a comparison of its own, sort compares UTF-16 units, as the standard asks.
  for (const name of Object.keys(object).sort()) {
    const member: unknown = Reflect.get(object, name)
    if (member !== undefined) text += `${text === '' ? '' : ','}${textOf(name)}:${canonicalise(member)}`
  }
  return `{${text}}`
}
