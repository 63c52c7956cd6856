/** The server's version; equal to package.json's, which the compiled server does not carry. */
export const VERSION = '0.1.0';
