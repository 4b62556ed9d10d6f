import type { ActorType } from '@daybook/core/model'
import type { CloudTrailIdentity, CloudTrailRecord } from './record.ts'

/** Somebody in a record, as an event takes them. What the record does not tell is left out. */
export interface PersonInput {
  type: ActorType
  id?: string
  email?: string
  username?: string
  name?: string
  role?: string
}

export interface People {
  actor: PersonInput
  onBehalfOf?: PersonInput
  assumedBy?: PersonInput
}

/**
 * Who is who in a record.
 *
 * The actor is the identity AWS names, with its session: for a role, the session that somebody opened in it. The role or
 * user whose rights such a session carries (its issuer) is not who acted but as whom, as the assumed user is in an
 * assumption of our own: it is `onBehalfOf`, and its name the actor's role. An Identity Center user whom AWS itself
 * reports as the one acted for goes before it. `assumedBy` is who put a role on: the source identity, which outlasts
 * chains of roles, or the service that opened the session, or, where no more is known of them, the session itself.
 */
export function peopleOf(record: CloudTrailRecord, account: string | null): People {
  const identity = record.userIdentity
  switch (identity.type ?? '') {
    case 'AssumedRole':
    case 'FederatedUser':
      return sessionPeople(identity)
    case 'AWSService':
      return { actor: service(identity.invokedBy ?? record.eventSource) }
    default:
      return { actor: plainActor(record, account), ...actedFor(identity) }
  }
}

function sessionPeople(identity: CloudTrailIdentity): People {
  const { sessionIssuer } = identity.sessionContext
  const session = sessionName(identity)
  const issuer = sessionIssuer.userName ?? lastSegment(sessionIssuer.arn) ?? roleName(identity.arn)
  const isMachine = identity.type === 'AssumedRole' && isMachineSession(identity, session)

  const people: People = {
    actor: person(isMachine ? 'service' : 'user', {
      id: identity.arn ?? identity.principalId,
      email: session,
      name: session ?? issuer,
      role: issuer,
    }),
    ...actedFor(identity),
  }
  if (!people.onBehalfOf && (issuer || sessionIssuer.arn)) {
    const type = sessionIssuer.type === 'IAMUser' || sessionIssuer.type === 'Root' ? 'user' : 'service'
    people.onBehalfOf = person(type, { id: sessionIssuer.arn ?? sessionIssuer.principalId, name: issuer })
  }
  if (identity.type === 'AssumedRole') people.assumedBy = assumerOf(identity) ?? people.actor
  return people
}

function assumerOf({ sessionContext, invokedBy }: CloudTrailIdentity): PersonInput | null {
  const { sourceIdentity } = sessionContext
  if (sourceIdentity) return person('user', { email: sourceIdentity, name: sourceIdentity })
  return isServiceHost(invokedBy) ? service(invokedBy) : null
}

/** An Identity Center user on whose behalf a service or a role called. */
function actedFor({ type, onBehalfOf }: CloudTrailIdentity): Pick<People, 'onBehalfOf'> {
  if (type === 'IdentityCenterUser' || !onBehalfOf.userId) return {}
  return { onBehalfOf: person('user', { id: onBehalfOf.userId }) }
}

function plainActor(record: CloudTrailRecord, account: string | null): PersonInput {
  const identity = record.userIdentity
  const { type, arn, principalId, invokedBy } = identity
  // A wrong user name may be a password typed into the wrong field, so AWS hides it.
  const username = identity.userName === 'HIDDEN_DUE_TO_SECURITY_REASONS' ? null : identity.userName
  const id = arn ?? principalId

  switch (type ?? '') {
    case 'Root':
      return person('user', { id: id ?? account, username, name: 'root', role: 'root' })
    case 'IAMUser':
    case 'WebIdentityUser':
    case 'SAMLUser':
    case 'Directory':
      return id || username ? person('user', { id, email: username, username, name: username }) : { type: 'anonymous' }
    case 'IdentityCenterUser':
      return person('user', { id: identity.onBehalfOf.userId ?? id, email: username, username, name: username })
    case 'Role':
      return person('service', { id, name: username ?? lastSegment(arn) })
    case 'AWSAccount':
      if (identity.accountId === 'ANONYMOUS_PRINCIPAL' || identity.accountId === 'anonymous')
        return { type: 'anonymous' }
      return person('user', {
        id: id ?? identity.accountId,
        name: identity.accountId && `AWS account ${identity.accountId}`,
      })
    default:
      break
  }
  if (invokedBy) return service(invokedBy)
  if (id || username) return person('user', { id, email: username, username, name: username ?? lastSegment(arn) })
  // A record without any identity: AWS acting by itself, or a caller whom it did not recognise.
  if (record.eventType === 'AwsCloudTrailInsight') return service('cloudtrail.amazonaws.com')
  return record.eventType === 'AwsServiceEvent' || isServiceHost(record.sourceIPAddress)
    ? service(isServiceHost(record.sourceIPAddress) ? record.sourceIPAddress : record.eventSource)
    : { type: 'anonymous' }
}

/** `ec2.amazonaws.com`, as AWS names a service that calls another. */
export function isServiceHost(text: string | null): text is string {
  return text !== null && /^[a-z0-9.-]+\.(amazonaws|amazon)\.com(\.cn)?$/.test(text)
}

/** Sessions that no person opens: an instance's or a function's own, and those of a role made for a service. */
function isMachineSession(identity: CloudTrailIdentity, session: string | null): boolean {
  const { sessionIssuer, ec2RoleDelivery } = identity.sessionContext
  return (
    ec2RoleDelivery !== null ||
    identity.inScopeOf.credentialsIssuedTo !== null ||
    isServiceHost(identity.invokedBy) ||
    /:role\/aws-service-role\//.test(sessionIssuer.arn ?? '') ||
    /^i-[0-9a-f]{8,17}$/.test(session ?? '')
  )
}

/** The session is named after the colon of the principal, and at the end of the ARN. */
function sessionName({ principalId, arn }: CloudTrailIdentity): string | null {
  const colon = principalId?.indexOf(':') ?? -1
  if (principalId && colon >= 0 && colon + 1 < principalId.length) return principalId.slice(colon + 1)
  return lastSegment(arn)
}

function roleName(arn: string | null): string | null {
  return /:assumed-role\/([^/]+)\//.exec(arn ?? '')?.[1] ?? null
}

function lastSegment(arn: string | null): string | null {
  return arn?.split(/[/:]/).at(-1) || null
}

function service(host: string | null): PersonInput {
  return host ? { type: 'service', id: host, name: host } : { type: 'service' }
}

interface PersonFields {
  id?: string | null
  /** Taken only if it looks like an e-mail address. */
  email?: string | null
  username?: string | null
  name?: string | null
  role?: string | null
}

function person(type: ActorType, { id, email, username, name, role }: PersonFields): PersonInput {
  return {
    type,
    ...(id && { id }),
    ...(email && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email }),
    ...(username && { username }),
    ...(name && { name }),
    ...(role && { role }),
  }
}
