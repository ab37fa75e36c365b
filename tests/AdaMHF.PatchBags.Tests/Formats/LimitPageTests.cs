using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AdaMHF.PatchBags.Tests;

/// <summary>The page of limits against the limits.</summary>
[Collection(nameof(FileLimits))]
public partial class LimitPageTests
{
    [Fact]
    public void The_page_has_every_limit_with_its_default()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "limits.md"));
        var written = page.Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, long.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture)));
        var held = Limits().Select(limit => (limit.Name, Convert.ToInt64(limit.GetValue(new FileLimits()), CultureInfo.InvariantCulture)));
        Assert.Equal(held, written);
    }

    [Fact]
    public void Every_limit_of_zero_is_refused_by_its_name()
    {
        foreach (var limit in Limits())
        {
            var limits = new FileLimits();
            limit.SetValue(limits, Convert.ChangeType(0, limit.PropertyType, CultureInfo.InvariantCulture));
            Assert.Equal(limit.Name, Assert.Throws<ArgumentOutOfRangeException>(limits.Validated).ParamName);
        }
    }

    private static IEnumerable<PropertyInfo> Limits() =>
        typeof(FileLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken);

    [GeneratedRegex(@"^\| `(\w+)` \| (\d+) \|")]
    private static partial Regex Row();
}
