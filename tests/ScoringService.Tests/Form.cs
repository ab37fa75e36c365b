using System.Text;

namespace ScoringService.Tests;

/// <summary>Builds forms as browsers send them.</summary>
internal static class Form
{
    public static MultipartFormDataContent Of(string table, params (string Part, string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "table", "patients.csv");
        foreach (var (part, name, content) in files) form.Add(new ByteArrayContent(content), part, name);
        return form;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
