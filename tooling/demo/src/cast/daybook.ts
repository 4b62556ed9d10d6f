import { employ } from './employee.ts'

/** The operator's own people: most in Dublin, a second watch in St. John's, whose clock is half an hour off. */
export const daybookPeople = employ('daybook.test', [
  ['root', 'Noor Rahmani', 'operator_lead', 'dublin'],
  ['support', 'Samuel Achieng', 'operator_support', 'dublin', { method: 'password' }],
  ['viewer', 'Yuki Hayashida', 'operator_viewer', 'dublin', { method: 'password' }],
  ['c.nidhomhnaill', 'Caitríona Ní Dhomhnaill', 'operator_lead', 'dublin'],
  ['b.kowalczyk', 'Bartłomiej Kowalczyk', 'operator_engineer', 'dublin'],
  ['r.desouza', 'Raquel de Souza', 'operator_engineer', 'dublin', { shift: 'early' }],
  ['m.blackwood', 'Morgan Blackwood', 'operator_support', 'stjohns'],
  ['e.tobin', 'Éloïse Tobin', 'operator_engineer', 'stjohns', { shift: 'late' }],
  ['a.siddiqui', 'عائشة صديقي', 'operator_support', 'dublin', { away: [-55, -41] }],
  ['l.varga', 'Varga László', 'operator_engineer', 'dublin', { joins: -33 }],
  ['t.ogrady', 'Tadhg O’Grady', 'operator_engineer', 'dublin', { shift: 'night' }],
  ['f.silva', 'Fernanda Silva', 'operator_viewer', 'dublin', { leaves: -48 }],
])
