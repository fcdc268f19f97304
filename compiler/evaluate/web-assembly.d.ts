/** What is used of the JavaScript API of WebAssembly, which Node.js has and its types do not declare. */
declare namespace WebAssembly {
  type Module = object;
  function compile(bytes: Uint8Array): Promise<Module>;
}
