// Native files of the container are imported as text, by the bundler and by the tests alike.

declare module "*.security" {
  const text: string;
  export default text;
}

declare module "*.sh" {
  const text: string;
  export default text;
}

declare module "*.xml" {
  const text: string;
  export default text;
}
