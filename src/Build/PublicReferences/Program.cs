using PublicReferences;

if (args.Length < 2)
{
    Console.Error.WriteLine("PublicReferences : error : usage: PublicReferences <output folder> <assembly> [<assembly> ...]");
    return 2;
}

int failures = 0;
foreach (string assembly in args.Skip(1))
{
    string copy = Path.Combine(args[0], Path.GetFileName(assembly));
    try
    {
        PublicCopy.Write(assembly, copy);
    }
    catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
    {
        // MSBuild reports a line of this form as an error of its own.
        Console.Error.WriteLine($"PublicReferences : error : no public copy of '{assembly}': {exception.Message}");
        failures++;
    }
}

return failures == 0 ? 0 : 1;
