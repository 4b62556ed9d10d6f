import { z } from 'zod'
import { diffRecords } from '../diff.ts'
import { defineAction } from './define-action.ts'
import { account, reason, record, userTarget } from './parts.ts'

const ada = { id: 'usr_1', name: 'Ada Byron', email: 'ada@example.test' }

export const userCreated = defineAction({
  name: 'user.created',
  operation: 'create',
  module: 'users',
  data: z.object({ user: account, role: z.string() }),
  event: ({ user, role }) => ({
    targets: [userTarget(user)],
    snapshot: { name: user.name, email: user.email, role },
  }),
  sentence: '{actor} created {target}',
  whyItMatters: 'A new account can sign in.',
  personal: ['user'],
  secret: [],
  example: { user: ada, role: 'Client Manager' },
})

export const userUpdated = defineAction({
  name: 'user.updated',
  operation: 'update',
  module: 'users',
  data: z.object({ user: account, before: record, after: record }),
  event: ({ user, before, after }) => ({ targets: [userTarget(user)], changes: diffRecords(before, after) }),
  sentence: '{actor} updated {changes} of {target}',
  personal: ['user', 'before', 'after'],
  secret: [],
  example: { user: ada, before: { name: 'Ada King' }, after: { name: 'Ada Byron' } },
})

export const userRoleChanged = defineAction({
  name: 'user.role_changed',
  operation: 'update',
  module: 'roles',
  data: z.object({ user: account, from: z.string(), to: z.string() }),
  event: ({ user, from, to }) => ({
    targets: [userTarget(user)],
    changes: [{ path: 'role', before: from, after: to }],
    details: { from, to },
  }),
  sentence: '{actor} changed the role of {target} from {details.from} to {details.to}',
  whyItMatters: 'A role decides what a person may see and do.',
  personal: ['user'],
  secret: [],
  example: { user: ada, from: 'Client Staff', to: 'Client Manager' },
})

export const userSuspended = defineAction({
  name: 'user.suspended',
  operation: 'deactivate',
  module: 'users',
  data: z.object({ user: account, reason }),
  event: ({ user, reason: why }) => ({
    targets: [userTarget(user)],
    changes: [{ path: 'status', before: 'active', after: 'suspended' }],
    reason: why,
  }),
  sentence: '{actor} suspended {target}',
  whyItMatters: 'The person is signed out everywhere and cannot sign in until reactivated.',
  personal: ['user'],
  secret: [],
  example: { user: ada, reason: 'Left the company' },
})

export const userReactivated = defineAction({
  name: 'user.reactivated',
  operation: 'activate',
  module: 'users',
  data: z.object({ user: account, reason }),
  event: ({ user, reason: why }) => ({
    targets: [userTarget(user)],
    changes: [{ path: 'status', before: 'suspended', after: 'active' }],
    reason: why,
  }),
  sentence: '{actor} reactivated {target}',
  personal: ['user'],
  secret: [],
  example: { user: ada, reason: null },
})

export const userDeleted = defineAction({
  name: 'user.deleted',
  operation: 'delete',
  module: 'users',
  data: z.object({ user: account, state: record, reason }),
  event: ({ user, state, reason: why }) => ({ targets: [userTarget(user)], snapshot: state, reason: why }),
  sentence: '{actor} deleted {target}',
  whyItMatters: 'The account cannot be used again. What the person did stays in the log under their name.',
  personal: ['user', 'state'],
  secret: [],
  example: { user: ada, state: { name: 'Ada Byron', role: 'Client Manager' }, reason: null },
})
