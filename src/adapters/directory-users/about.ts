import type { About } from '../about.ts';

export const about: About = {
  reads:
    'user lists of central directories: SCIM 2.0 and 1.1, Okta, Duo, OneLogin, JumpCloud, LastPass, SailPoint IdentityIQ, Microsoft Entra ID, Google Workspace, AWS IAM Identity Center',
  exports: [
    {
      tools: ['okta'],
      how: 'Ask the Users API, page by page.',
      code: `curl -sH "Authorization: SSWS $OKTA_TOKEN" 'https://ORG.okta.com/api/v1/users?limit=200' > okta-users.json`,
    },
    {
      tools: ['duo'],
      how: 'Ask the Admin API with the command of the `duo_client` package.',
      code: `python -m duo_client.client --ikey $DUO_IKEY --skey $DUO_SKEY --host API_HOST --method GET --path /admin/v1/users > duo-users.json`,
    },
    {
      tools: ['onelogin'],
      how: 'Ask the Users API, version 2.',
      code: `curl -sH "Authorization: bearer $ONELOGIN_TOKEN" 'https://SUBDOMAIN.onelogin.com/api/2/users?limit=1000' > onelogin-users.json`,
    },
    {
      tools: ['jumpcloud'],
      how: 'Ask for the system users.',
      code: `curl -sH "x-api-key: $JUMPCLOUD_API_KEY" 'https://console.jumpcloud.com/api/systemusers?limit=100' > jumpcloud-users.json`,
    },
    {
      tools: ['lastpass'],
      how: 'Ask the Enterprise API for its user data.',
      code: `jq -n '{cid: env.LASTPASS_CID, provhash: env.LASTPASS_SECRET, cmd: "getuserdata"}' |
  curl -s --json @- https://lastpass.com/enterpriseapi.php > lastpass-users.json`,
    },
    {
      tools: ['identityiq'],
      how: 'Ask SailPoint IdentityIQ by SCIM for users, and for violations of its policies.',
      code: `curl -s --netrc 'https://HOST/identityiq/scim/v2/Users' > identityiq-users.json
curl -s --netrc 'https://HOST/identityiq/scim/v2/PolicyViolations' > identityiq-violations.json`,
    },
    {
      tools: [],
      how: 'Microsoft Entra ID, Google Workspace and AWS IAM Identity Center are read too, as is every directory that speaks SCIM.',
      code: `az ad user list --output json > entra-users.json
az rest --url 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails' > entra-mfa.json
curl -sH "Authorization: Bearer $GOOGLE_TOKEN" 'https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer&maxResults=500' > google-users.json
aws identitystore list-users --identity-store-id STORE --output json > identity-center-users.json`,
    },
  ],
  proves: [
    'Who is known to the central directory, whether they can sign in, and, where the directory says it, whether they are administrators and have MFA.',
    'That access was listed, which is the practice; violations of IdentityIQ policies are results.',
  ],
  limits: [
    'When it was exported: these lists name no time, so say it with `--happened`.',
    'That anyone reviewed the list, or that those who left were removed.',
    'Groups and roles are passed over, so rights inside applications stay unknown.',
    'Times of LastPass have no time zone and are read as UTC.',
  ],
};
