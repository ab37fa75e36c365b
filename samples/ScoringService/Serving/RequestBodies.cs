using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ScoringService;

/// <summary>Describes the bodies that <see cref="UploadReader"/> reads, which ASP.NET cannot see.</summary>
internal static class RequestBodies
{
    public static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, bool table, bool patients, CancellationToken cancellation)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["bags"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = file, Description = "Bags, named after slides." },
                ["zip"] = file,
            },
        };
        if (table) form.Properties["table"] = file;
        if (table && !patients) form.Required = new HashSet<string> { "table" };
        var content = new Dictionary<string, OpenApiMediaType> { [UploadReader.Form] = new() { Schema = form } };
        if (patients)
        {
            var json = await context.GetOrCreateSchemaAsync(typeof(PredictRequest), cancellationToken: cancellation);
            content[UploadReader.Json] = new() { Schema = json };
            form.Properties["patients"] = json;
        }
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
    }
}
