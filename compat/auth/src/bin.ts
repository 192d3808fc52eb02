#!/usr/bin/env node
import "@better-auth/cli/program";
