export const personalKey = {
  title: 'Personal key',
  isOff: 'One switch for a key that may do all that you may.',
  isOn: 'On: a key of yours may do all that you may. Off, it is revoked.',
  turned: (on: boolean) => `The personal key is ${on ? 'on' : 'off'}`,
  turnOffQuestion: 'Turn the personal key off?',
  turnOffAbout:
    'The key is revoked: whatever uses it stops at once. This cannot be undone. Turned on again, it is a new key.',
  turnOff: 'Turn off',
};
