using AdaMHF.Tool;

return await Invocation.RunAsync(ToolCommand.Create(), args);
