import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { textOf } from '../testing/render.tsx'
import { NoLongerKept, NotRecorded, Restricted, Secret } from './absence.tsx'

test('a secret, a restricted, an unrecorded and an expired value differ in look and in words', () => {
  const looks = [
    <Secret key="1" />,
    <Restricted key="2" readers="Client Admins" />,
    <NotRecorded key="3" />,
    <NoLongerKept key="4" why="erased" />,
  ]
  const html = looks.map((look) => renderToString(look))
  expect(html.map(textOf)).toEqual([
    '[REDACTED] Secret, never stored',
    'Restricted. Client Admins can see this',
    '—Not recorded',
    'No longer kept (erased)',
  ])
  expect(new Set(html.map((one) => /class="([^"]*)"/.exec(one)?.[1])).size).toBe(4)
})
