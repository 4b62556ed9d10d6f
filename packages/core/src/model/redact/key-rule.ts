/**
 * What to do with the value of a key that names a secret. A text is always replaced; null, an empty text and (unless
 * `booleans`) true and false never: they hold no secret, and tell that a field was empty or a switch was on.
 */
export interface KeyRule {
  numbers: boolean
  /** replace: all of it. search: all but members named as attributes (`token.expiresAt`). walk: by its own keys. */
  objects: 'replace' | 'search' | 'walk'
  booleans?: boolean
  /** Texts that are kept although the key names a secret. */
  except?: (text: string) => boolean
}

/** For members of an object that is searched because its own key names a secret. */
export const searchRule: KeyRule = { numbers: true, objects: 'search' }

/** A noun that names a secret. */
export interface SecretNoun {
  rule: KeyRule
  /** any: what follows the noun still is the secret unless it is an attribute. known: only if we know the word. */
  tail: 'any' | 'known'
}
