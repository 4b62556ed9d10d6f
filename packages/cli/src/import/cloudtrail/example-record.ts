import type { JsonObject } from '@daybook/core/model'

export const exampleAccount = '111122223333'

export const exampleUser = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEMARIA00001',
  arn: `arn:aws:iam::${exampleAccount}:user/maria`,
  accountId: exampleAccount,
  accessKeyId: 'AKIAEXAMPLEMARIA0001',
  userName: 'maria',
}

/** For tests: a record in the form CloudTrail documents, of an IAM user who listed the buckets of her account. */
export function exampleRecord(fields: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.09',
    userIdentity: exampleUser,
    eventTime: '2026-03-04T05:06:07Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.15.0',
    requestParameters: null,
    responseElements: null,
    requestID: '0c1d2e3f-0000-4000-8000-000000000001',
    eventID: '0c1d2e3f-0000-4000-8000-000000000002',
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: exampleAccount,
    eventCategory: 'Management',
    ...fields,
  }
}
