// Makes a fresh clone ready to run, before anything is installed, so it may import nothing but Node itself:
//
//   node tools/bootstrap.mjs start|test|bench
//
// The version is checked here, alone and in old syntax, because the files behind the import use what an old Node
// cannot read.
var found = process.versions.node.split('.').map(Number);
if (found[0] < 20 || (found[0] === 20 && found[1] < 19)) {
  console.error(
    'Aftercare needs Node 20.19 or newer, but this is Node ' +
      process.versions.node +
      '. Please install a newer one.',
  );
  process.exit(1);
}
import('./bootstrap/main.mjs').then(function (module) {
  return module.bootstrap(process.argv[2]);
});
