// What `npm test` runs once everything is prepared: all tests of the repository, or those that the arguments name as
// vitest understands them. Ends with one plain line, `N passed, N failed`, and the exit code that fits it.
import { createVitest, parseCLI } from 'vitest/node';
import { findBrowser, HOW_TO_GET_A_BROWSER } from './screenshots/find-browser.mjs';

const CLOSE_MS = 10_000;

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await createVitest('test', { ...options, watch: false });

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  // What cannot be closed in time is ended by the reaper, which sees this process go.
  process.on(signal, () => {
    setTimeout(() => process.exit(code), CLOSE_MS).unref();
    void vitest.close().finally(() => process.exit(code));
  });
}

await vitest.start(filter);
const { passed, failed } = count();
await vitest.close();
if (!findBrowser()) console.log(`NOT RUN: the tests in a browser. To run them, ${HOW_TO_GET_A_BROWSER}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** A file that could not be read and an error outside any test are failures too, or a broken suite would pass. */
function count() {
  const modules = vitest.state.getTestModules();
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  const broken = modules.filter((module) => module.errors().length > 0).length;
  const outside = vitest.state.getUnhandledErrors().length;
  const of = (state) => states.filter((found) => found === state).length;
  return { passed: of('passed'), failed: of('failed') + broken + outside };
}
