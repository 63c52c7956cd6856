export const policies = {
  title: 'Policies',
  about:
    'What new keys have to keep to. Keys that exist stay as they are, but for those that nobody uses.',
  lifetime: 'Longest lifetime, in days',
  lifetimeHint: 'A new key must end within that time. Empty: no limit.',
  requireExpiry: 'Every new key needs an expiry',
  requireExpiryAbout: 'On, nobody can create a key that never expires.',
  perMember: 'Active keys per member',
  perMemberHint: 'Whoever has as many must revoke one first. Empty: no limit.',
  requireApproval: 'An admin approves each new key',
  requireApprovalAbout:
    'On, a key that a member asks for has no secret until an admin approves it. Admins’ own keys need no approval.',
  requireSecondFactor: 'Everyone signs in with a second factor',
  requireSecondFactorAbout:
    'On, members without one reach nothing here until they turn one on. Their keys go on working.',
  ownFirst: 'You have none yourself: turn on your own first.',
  toOwn: 'Open the settings',
  unused: 'Revoke unused keys after days',
  unusedHint:
    'A key that is not used for so long is revoked for good: keys that exist, too. Empty: never.',
  documentation: 'API documentation',
  documentationLink: 'Address of your own API’s documentation',
  documentationHint:
    'Members find it in the account menu. It begins with https:// or http://. Empty: none.',
  wholeNumber: (most: number) => `Type a whole number from 1 to ${most}, or nothing.`,
  save: 'Save',
  saved: 'Policies are saved',
  unchanged: 'Nothing is changed',
};
