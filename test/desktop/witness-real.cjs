// Owns loading the witness into the real runtime, before the application: `electron -r witness-real.cjs .`
const { watch } = require('./witness.mjs');
watch(require('electron'));
