using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>ML.NET's own exceptions for absent and mismatched columns.</summary>
internal static class SchemaMismatch
{
    public static Exception Of(SchemaShape.Column column, string role, string expected) =>
        Contracts.ExceptSchemaMismatch("inputSchema", role, column.Name, expected, column.GetTypeString());

    public static Exception Of(DataViewSchema.Column column, string role, string expected) =>
        Contracts.ExceptSchemaMismatch("inputSchema", role, column.Name, expected, column.Type.ToString());

    /// <summary>The column of that name, or ML.NET's exception when it is absent.</summary>
    public static SchemaShape.Column Require(this SchemaShape schema, string name, string role) =>
        schema.TryFindColumn(name, out var column) ? column : throw Absent(name, role, schema.Select(found => found.Name));

    /// <inheritdoc cref="Require(SchemaShape, string, string)"/>
    public static DataViewSchema.Column Require(this DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw Absent(name, role, schema.Select(found => found.Name));

    /// <summary>The schema with columns added; a column of the same name is replaced.</summary>
    public static SchemaShape With(this SchemaShape schema, params IReadOnlyCollection<SchemaShape.Column> added) =>
        new(schema.Where(column => !added.Any(other => other.Name == column.Name)).Concat(added));

    private static Exception Absent(string name, string role, IEnumerable<string> found) =>
        Contracts.ExceptParam(
            "inputSchema", $"Could not find {role} column '{name}'. The data has: {string.Join(", ", found.Distinct())}.");
}
