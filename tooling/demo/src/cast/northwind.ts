import { employ } from './employee.ts'

/** Northwind is a firm of auditors in Oslo. It looks after acme and globex. */
export const northwindPeople = employ('northwind.test', [
  ['lead', 'Ingrid Solheim', 'audit_lead', 'oslo', { method: 'password' }],
  ['auditor', 'Mateo Quispe Huamán', 'auditor', 'oslo', { method: 'password' }],
  ['aslaug.bergstoel', 'Åslaug Bergstøl', 'auditor', 'oslo'],
  ['yusuf.warsame', 'Yuusuf Warsame', 'auditor', 'oslo'],
  ['eero.makinen', 'Eero Mäkinen', 'auditor', 'oslo', { away: [-70, -52] }],
  ['sanna.utsi', 'Sánná Utsi', 'auditor', 'oslo', { joins: -58 }],
  ['d.balciunas', 'Domantas Balčiūnas', 'auditor', 'oslo', { leaves: -30 }],
  ['h.fjeldstad', 'Hallvard Fjeldstad', 'audit_lead', 'oslo'],
  ['noemi.szalai', 'Szalai Noémi', 'auditor', 'oslo'],
  ['birk', 'Birk Tangen', 'auditor', 'oslo', { method: 'password+email' }],
  ['ragnhild', 'Ragnhild Øvrebø', 'auditor', 'oslo'],
  ['p.achterberg', 'Pieter Achterberg', 'auditor', 'oslo', { joins: -15 }],
])
