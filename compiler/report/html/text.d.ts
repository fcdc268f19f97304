// The page's style is imported as text, by the bundler and by the tests alike.

declare module "*.css" {
  const text: string;
  export default text;
}
