using System.Reflection;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>ML.NET keeps the step from a schema to its shape internal.</summary>
internal static class SchemaShapes
{
    public static SchemaShape Of(DataViewSchema schema) =>
        (SchemaShape)typeof(SchemaShape).GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [schema])!;
}
