declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on the whole file, or answers false where another holds it. */
  export function tryLock(fd: number): boolean;
}
