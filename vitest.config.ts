import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    reporters: process.env.CI ? ["default", ["json", { outputFile: "out/tests.json" }]] : ["default"],
  },
});
