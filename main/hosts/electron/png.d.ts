// Owns what the build makes of a picture that is imported inline.
declare module '*.png?inline' {
  /** A data: address. */
  const picture: string;
  export default picture;
}
