#!/usr/bin/env node
// A file of its own, because npm links it at the installation, when there is no build yet.
import '../dist/main.js';
