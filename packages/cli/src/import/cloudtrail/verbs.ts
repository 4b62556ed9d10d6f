/**
 * The first word of an event's name says what kind of thing was done. A word on the left that is not one of the
 * product's operations is recorded as it stands (it shows as `other`, with the word).
 */
const verbs = {
  create: 'Create Run Allocate Request Launch Provision Register Copy Clone Issue Build Open Upload Purchase Publish',
  update: `Update Modify Set Put Change Edit Tag Untag Apply Configure Replace Rename Extend Reboot Rotate Upgrade
    Write`,
  delete: 'Delete Terminate Destroy Purge Release Deregister Discard Deprovision',
  read: `Describe Get List Lookup Search Head View Select Query Scan Check Preview Simulate Estimate Validate Verify
    Test Count Discover Retrieve Filter Detect Poll Receive Read Lint`,
  assign: 'Attach Associate Authorize Grant Assign Add Share Subscribe Link Bind Join Enroll',
  unassign: 'Detach Disassociate Remove Unassign Unlink Unbind Unsubscribe Unshare Leave',
  revoke: 'Revoke Retire Invalidate',
  activate: 'Start Enable Activate Resume Unlock Accept Reactivate',
  deactivate: 'Stop Disable Deactivate Suspend Pause Cancel Close Lock End Abort',
  generate: 'Generate',
  reset: 'Reset',
  import: 'Import',
  export: 'Export',
  download: 'Download',
  merge: 'Merge',
  transfer: 'Transfer Move',
  sync: 'Sync Synchronize Replicate',
  assume: 'Assume Switch Federate',
  login: 'Authenticate',
  logout: 'Logout Signout',
  decrypt: 'Decrypt',
  encrypt: 'Encrypt ReEncrypt',
  invoke: 'Invoke',
  sign: 'Sign',
}

export const operationOfVerb: ReadonlyMap<string, string> = new Map(
  Object.entries(verbs).flatMap(([operation, words]) => words.split(/\s+/).map((word) => [word, operation])),
)

/**
 * Where the first word misleads: the name without an API version, and with its service where only that service means
 * it so. Looked up before the verbs.
 */
export const exceptions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'signin.ConsoleLogin': 'login',
    'signin.ExitRole': 'logout',
    'signin.GetSigninToken': 'generate',
    'signin.PasswordRecoveryRequested': 'reset',
    'signin.PasswordRecoveryCompleted': 'reset',
    'sso.UserAuthentication': 'login',
    'sts.GetSessionToken': 'generate',
    'sts.GetFederationToken': 'generate',
    'lambda.RemovePermission': 'revoke',
    'sns.RemovePermission': 'revoke',
    'sqs.RemovePermission': 'revoke',
    'kms.CreateGrant': 'assign',
    'kms.ScheduleKeyDeletion': 'delete',
    'kms.CancelKeyDeletion': 'activate',
    // The secret's versions go when a deletion that was asked for earlier is carried out.
    'secretsmanager.StartSecretVersionDelete': 'delete',
    'secretsmanager.EndSecretVersionDelete': 'delete',
    'secretsmanager.CancelSecretVersionDelete': 'activate',
    RegisterTargets: 'assign',
    RegisterInstancesWithLoadBalancer: 'assign',
    DeregisterTargets: 'unassign',
    DeregisterInstancesFromLoadBalancer: 'unassign',
    CreateTags: 'update',
    CreateOrUpdateTags: 'update',
    DeleteTags: 'update',
    AddTags: 'update',
    AddTagsToResource: 'update',
    AddTagsToCertificate: 'update',
    AddTagsToStream: 'update',
    RemoveTags: 'update',
    RemoveTagsFromResource: 'update',
    RemoveTagsFromCertificate: 'update',
    RemoveTagsFromStream: 'update',
    PutTargets: 'assign',
    RemoveTargets: 'unassign',
    PutObject: 'create',
    PutImage: 'create',
    PutEvents: 'create',
    PutLogEvents: 'create',
    PutMetricData: 'create',
    PutRecord: 'create',
    PutRecords: 'create',
    PutRecordBatch: 'create',
  }),
)
