/** A backup that cannot be made, or a file that cannot be restored; the message says why. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}
