import { employ } from './employee.ts'

/** Initech looks after office software for schools and councils around Adelaide. */
export const initechPeople = employ('initech.test', [
  ['b.lumbergh-hayes', 'Bronwyn Hayes', 'administrator', 'adelaide'],
  ['p.economou', 'Παναγιώτα Οικονόμου', 'operations', 'adelaide'],
  ['w.taiaroa', 'Wiremu Taiaroa-Ngata', 'telephony', 'adelaide', { away: [-40, -24] }],
  ['g.schirripa', 'Giuseppe Schirripa', 'billing', 'adelaide', { method: 'password' }],
  ['k.pham', 'Phạm Bảo Khánh', 'campaigns', 'adelaide'],
  ['j.mckenzie', 'Jarrah McKenzie', 'supervisor', 'adelaide'],
  ['t.nakamarra', 'Tilly Nakamarra', 'agent', 'adelaide', { method: 'password+email' }],
  ['s.perera', 'සඳුනි පෙරේරා', 'agent', 'adelaide'],
  ['l.oconnell', "Liam O'Connell", 'agent', 'adelaide', { method: 'password' }],
  ['m.vukovic', 'Милица Вуковић', 'agent', 'adelaide', { shift: 'late' }],
  ['a.tesfaye', 'ሰላም ተስፋዬ', 'agent', 'adelaide', { joins: -45 }],
  ['r.fitzgerald', 'Rosalind Fitzgerald', 'quality', 'adelaide', { leaves: -22 }],
  ['z.wu', '吴子轩', 'automation', 'adelaide'],
  ['d.marchetti', 'Davide Marchetti', 'sales', 'adelaide'],
])
