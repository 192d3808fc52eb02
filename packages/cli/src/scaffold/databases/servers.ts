import { type Database, serverVariable } from "./database";

/** Drivers of servers, which others stand on. */
export const serverDrivers = {
  postgresql: {
    imports: [{ names: "{ Pool }", from: "pg" }],
    client: "new Pool({ connectionString: process.env.DATABASE_URL })",
    packages: ["pg"],
    typePackages: [{ name: "@types/pg" }],
    builds: [],
    ignored: [],
    variables: serverVariable("postgres://user:password@localhost:5432/database"),
  },
  mysql: {
    imports: [{ names: "{ createPool }", from: "mysql2/promise" }],
    client: 'createPool({ uri: process.env.DATABASE_URL, timezone: "Z" })',
    packages: ["mysql2"],
    typePackages: [],
    builds: [],
    ignored: [],
    variables: serverVariable("mysql://user:password@localhost:3306/database"),
  },
} as const;

const { postgresql, mysql } = serverDrivers;

export const serverDatabases: readonly Database[] = [
  {
    ...postgresql,
    id: "postgresql",
    aliases: ["postgres", "pg"],
    name: "PostgreSQL",
    hint: "a pool of pg",
    value: postgresql.client,
  },
  {
    ...mysql,
    id: "mysql",
    aliases: ["mariadb", "mysql2"],
    name: "MySQL or MariaDB",
    hint: "a pool of mysql2",
    value: mysql.client,
  },
  {
    id: "mssql",
    aliases: ["sqlserver"],
    name: "SQL Server",
    hint: "tedious, through Kysely",
    imports: [
      { names: "{ MssqlDialect }", from: "kysely" },
      { names: "* as tarn", from: "tarn" },
      { names: "* as tedious", from: "tedious" },
    ],
    setup: [
      `const dialect = new MssqlDialect({
  tarn: { ...tarn, options: { min: 0, max: 10 } },
  tedious: {
    ...tedious,
    connectionFactory: () =>
      new tedious.Connection({
        server: process.env.MSSQL_HOST ?? "localhost",
        authentication: {
          type: "default",
          options: { userName: process.env.MSSQL_USER, password: process.env.MSSQL_PASSWORD },
        },
        options: {
          database: process.env.MSSQL_DATABASE,
          // A server in a container on this machine has a certificate of its own.
          trustServerCertificate: process.env.NODE_ENV !== "production",
        },
      }),
  },
});`,
    ],
    value: '{ dialect, type: "mssql" }',
    packages: ["kysely", "tarn", "tedious"],
    typePackages: [],
    builds: [],
    ignored: [],
    variables: [
      { name: "MSSQL_HOST", example: "localhost" },
      { name: "MSSQL_DATABASE", example: "database" },
      { name: "MSSQL_USER", example: "user" },
      { name: "MSSQL_PASSWORD", example: "password" },
    ],
  },
  {
    id: "mongodb",
    aliases: ["mongo"],
    name: "MongoDB",
    hint: "its own driver",
    imports: [
      { names: "{ mongodbAdapter }", from: "better-auth/adapters/mongodb" },
      { names: "{ MongoClient }", from: "mongodb" },
    ],
    setup: ['const client = new MongoClient(process.env.DATABASE_URL ?? "");'],
    value: "mongodbAdapter(client.db(), { client })",
    packages: ["mongodb"],
    typePackages: [],
    builds: [],
    ignored: [],
    variables: serverVariable("mongodb://localhost:27017/database"),
    tables: () => [],
  },
];
