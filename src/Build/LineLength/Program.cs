using System.Globalization;
using LineLength;

if (args.Length != 3 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var most))
{
    Console.Error.WriteLine("LineLength : error : usage: LineLength <most characters> <file with one path per line> <stamp to write>");
    return 2;
}

LongLine[] found = [.. File.ReadLines(args[1]).SelectMany(file => LongLine.In(file, most))];
foreach (var line in found) Console.Error.WriteLine(line.Error(most));
if (found.Length > 0) return 1;

File.WriteAllText(args[2], "");
return 0;
